/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/apply_parts.h"

#include "base/plain.h"

/* What a set says of one pollutant of a project. */
typedef struct verdict {
    const tc_clause *clause;  /* NULL: nothing */
    const tc_clause *against; /* of equal rank, with another ratio; NULL: none */
} verdict;

static bool gives_ratio(const tc_clause *clause)
{
    return clause->effect == TC_EFFECT_RATIO || clause->effect == TC_EFFECT_EXEMPT;
}

/* Small quantities, each on its own, or all of the project's at once. */
static bool is_small(const tc_clause *clause, const tc_project *project, int pollutant)
{
    if (!clause->small)
        return true;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if ((p == pollutant || clause->together) && project->emission[p] > 0 &&
            project->emission[p] > clause->threshold[p])
            return false;
    return true;
}

static bool speaks_of(const tc_clause *clause, const tc_project *project, int pollutant)
{
    return gives_ratio(clause) && (clause->pollutants & 1U << pollutant) &&
           is_small(clause, project, pollutant);
}

/* The clause of highest rank that holds; of equal rank, the first. */
static verdict judge(const tc_applying *all, const tc_rule_set *set,
                     const tc_project *project, int pollutant)
{
    verdict found = {NULL, NULL};
    for (int c = 0; c < set->clause_count; c++) {
        const tc_clause *clause = &set->clauses[c];
        if (!speaks_of(clause, project, pollutant) || all->truths[c] != TC_TRUTH_YES)
            continue;
        if (!found.clause || clause->rank > found.clause->rank)
            found = (verdict){clause, NULL};
        else if (clause->rank == found.clause->rank && !found.against &&
                 clause->ratio != found.clause->ratio)
            found.against = clause;
    }
    return found;
}

static size_t told_length(const tc_applying *all)
{
    return 2 * (size_t)all->told_count;
}

static bool is_told(tc_applying *all, const tc_clause *a, const tc_clause *b)
{
    for (const tc_clause **pair = all->told; pair < all->told + told_length(all);
         pair += 2)
        if (pair[0] == a && pair[1] == b)
            return true;
    if (all->told_count < TC_TOLD_MOST) {
        const tc_clause **pair = all->told + told_length(all);
        pair[0] = a;
        pair[1] = b;
        all->told_count++;
    }
    return false;
}

static void say_contradiction(tc_applying *all, const tc_rule_set *set,
                              const tc_project *project, int pollutant,
                              const verdict *found)
{
    const tc_clause *one = found->clause, *two = found->against;
    if (is_told(all, one, two))
        return;
    const tc_place place = tc_rule_set_place(set, two->line, two->column);
    tc_fault_add(all->faults, TC_SEVERITY_ERROR, &place,
                 "%s：对项目 %s 的 %s，“%s”为 %g 倍，第 %d 行第 %d 列的“%s”为 %g 倍，"
                 "等级相同，分不出哪一条算数",
                 "%s: to project %s and %s '%s' gives %g, and the one at line %d, column "
                 "%d ('%s') gives %g; of equal rank, neither wins",
                 set->id, tc_plain_show(project->id).text, tc_pollutants[pollutant].id,
                 tc_plain_show(two->article).text, two->ratio, one->line, one->column,
                 tc_plain_show(one->article).text, one->ratio);
}

/* What cannot be judged matters only where it could change what was found. */
static void note_gaps(tc_applying *all, const tc_rule_set *set, const tc_project *project,
                      int pollutant, const verdict *found)
{
    const tc_subject subject = tc_applying_subject(all, set, project, NULL);
    for (int c = 0; c < set->clause_count; c++) {
        const tc_clause *clause = &set->clauses[c];
        const tc_clause *decides = found->clause;
        if (all->truths[c] == TC_TRUTH_UNKNOWN && speaks_of(clause, project, pollutant) &&
            (!decides || clause->rank > decides->rank ||
             (clause->rank == decides->rank && clause->ratio != decides->ratio)))
            tc_rule_gaps_note(&all->gaps, all->problem, set, clause, &subject);
    }
}

static void apply_set(tc_applying *all, const tc_rule_set *set, tc_project *project)
{
    const tc_subject subject = tc_applying_subject(all, set, project, NULL);
    for (int c = 0; c < set->clause_count; c++)
        if (gives_ratio(&set->clauses[c]))
            all->truths[c] = tc_condition_judge(set->clauses[c].when, &subject);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_citation *now = &project->ratio_from[p];
        if (!(project->emission[p] > 0) || now->kind == TC_CITED_OWN)
            continue;
        const verdict found = judge(all, set, project, p);
        if (found.against)
            say_contradiction(all, set, project, p, &found);
        note_gaps(all, set, project, p, &found);
        if (!found.clause ||
            (now->kind != TC_CITED_NONE && found.clause->ratio <= project->ratio[p]))
            continue;
        project->ratio[p] = found.clause->ratio;
        project->ratio_from[p] =
            (tc_citation){.kind = TC_CITED_CLAUSE, .set = set, .clause = found.clause};
    }
}

void tc_apply_ratios(tc_applying *all, tc_project *project)
{
    for (int s = 0; s < all->problem->rule_set_count; s++)
        apply_set(all, &all->problem->rule_sets[s], project);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        project->need[p] = project->ratio[p] * project->emission[p]; /* n = r d */
}
