/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/ruling.h"

#include <string.h>

int tc_rulings_of(const tc_problem *problem, int project, tc_ruling out[TC_RULINGS_MOST])
{
    const tc_project *about = &problem->projects[project];
    unsigned barred = 0;
    int count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (about->emission[p] > 0)
            out[count++] = (tc_ruling){.kind = TC_RULING_RATIO,
                                       .pollutant = p,
                                       .ratio = about->ratio[p],
                                       .citation = about->ratio_from[p]};
        if (about->emission[p] > 0)
            barred |= about->limits[p];
    }
    if (about->refusal.kind != TC_CITED_NONE)
        out[count++] = (tc_ruling){
            .kind = TC_RULING_REFUSE, .pollutant = -1, .citation = about->refusal};
    if (about->pool_denial.kind != TC_CITED_NONE)
        out[count++] = (tc_ruling){
            .kind = TC_RULING_POOL, .pollutant = -1, .citation = about->pool_denial};
    for (int r = 0; r < problem->restriction_count; r++)
        if (barred & problem->restrictions[r].bit)
            out[count++] = (tc_ruling){.kind = TC_RULING_BAR,
                                       .pollutant = -1,
                                       .bit = problem->restrictions[r].bit,
                                       .citation = problem->restrictions[r].cited};
    return count;
}

static bool is_exempt(const tc_ruling *ruling)
{
    return ruling->kind == TC_RULING_RATIO && ruling->citation.kind == TC_CITED_CLAUSE &&
           ruling->citation.clause->effect == TC_EFFECT_EXEMPT;
}

const char *tc_ruling_word(const tc_ruling *ruling)
{
    static const char *const words[] = {"ratio", "refuse", "pool", "bar"};
    return is_exempt(ruling) ? "exempt" : words[ruling->kind];
}

/* "A5, B2", and of which pollutants. */
static void write_barred(const tc_problem *problem, int project, const tc_ruling *ruling,
                         bool zh, tc_buffer *out)
{
    const tc_project *about = &problem->projects[project];
    int count = 0;
    tc_buffer_puts(out, zh ? "不得使用 " : "may not use ");
    for (int s = 0; s < problem->source_count; s++) {
        unsigned all = 0;
        for (int p = 0; p < TC_POLLUTANTS; p++)
            all |= problem->sources[s].limits[p];
        if (all & ruling->bit)
            tc_buffer_printf(out, "%s%s",
                             count++ == 0 ? ""
                             : zh         ? "、"
                                          : ", ",
                             problem->sources[s].id);
    }
    count = 0;
    tc_buffer_puts(out, zh ? "（" : " (");
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if ((about->limits[p] & ruling->bit) && about->emission[p] > 0)
            tc_buffer_printf(out, "%s%s",
                             count++ == 0 ? ""
                             : zh         ? "、"
                                          : ", ",
                             tc_pollutants[p].id);
    tc_buffer_puts(out, zh ? "）" : ")");
}

void tc_ruling_write(const tc_problem *problem, int project, const tc_ruling *ruling,
                     tc_language language, tc_buffer *out)
{
    const bool zh = language == TC_ZH;
    switch (ruling->kind) {
    case TC_RULING_RATIO:
        tc_buffer_puts(out, tc_pollutants[ruling->pollutant].id);
        if (is_exempt(ruling))
            tc_buffer_puts(out, zh ? " 免于替代" : " exempt");
        else
            tc_buffer_printf(out, " ×%g", ruling->ratio);
        break;
    case TC_RULING_REFUSE:
        tc_buffer_puts(out, zh ? "不予安排" : "refused");
        break;
    case TC_RULING_POOL:
        tc_buffer_puts(out, zh ? "不得统筹" : "no access to the pool");
        break;
    case TC_RULING_BAR:
        write_barred(problem, project, ruling, zh, out);
        break;
    }
    tc_buffer_puts(out, ": ");
    tc_citation_write(problem, &problem->projects[project], &ruling->citation,
                      ruling->pollutant, language, out);
}

static bool same_clause(const tc_citation *a, const tc_citation *b)
{
    return strcmp(a->set->id, b->set->id) == 0 &&
           strcmp(a->clause->article, b->clause->article) == 0 &&
           a->clause->effect == b->clause->effect;
}

bool tc_ruling_same(const tc_ruling *a, const tc_ruling *b)
{
    if (a->kind != b->kind || a->pollutant != b->pollutant || a->ratio != b->ratio)
        return false;
    return a->kind == TC_RULING_RATIO || same_clause(&a->citation, &b->citation);
}
