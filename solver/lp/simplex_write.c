/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/alloc.h"
#include "base/fault.h"
#include "lp/simplex_glpk.h"

/* The program in its own units, with its present limits. */
static glp_prob *unscaled(const tc_simplex *s, const tc_objective *goal, double sign,
                          int *index, double *value)
{
    const tc_linear *lp = s->lp;
    glp_prob *out = glp_create_prob();
    glp_set_obj_dir(out, sign > 0.0 ? GLP_MAX : GLP_MIN);
    if (lp->rows > 0)
        glp_add_rows(out, lp->rows);
    if (lp->columns > 0)
        glp_add_cols(out, lp->columns);
    for (int i = 1; i <= lp->rows; i++) {
        const double scale = s->row_scale[i - 1];
        glp_set_row_bnds(out, i, glp_get_row_type(s->problem, i),
                         glp_get_row_lb(s->problem, i) / scale,
                         glp_get_row_ub(s->problem, i) / scale);
    }
    for (int j = 1; j <= lp->columns; j++) {
        const double scale = s->column_scale[j - 1];
        glp_set_col_bnds(out, j, glp_get_col_type(s->problem, j),
                         glp_get_col_lb(s->problem, j) * scale,
                         glp_get_col_ub(s->problem, j) * scale);
        int count = 0;
        for (int k = lp->start[j - 1]; k < lp->start[j]; k++) {
            index[++count] = lp->index[k] + 1;
            value[count] = lp->value[k];
        }
        glp_set_mat_col(out, j, count, index, value);
    }
    for (int k = 0; k < goal->count; k++)
        glp_set_obj_coef(out, goal->column[k] + 1, sign * goal->value[k]);
    return out;
}

/* A row without limits says nothing, and some readers take it for an objective; nor does
 * a column without entries and cost, which CBC cannot read. index has room for all. */
static void drop_idle(glp_prob *out, int *index)
{
    int count = 0;
    for (int i = 1; i <= glp_get_num_rows(out); i++)
        if (glp_get_row_type(out, i) == GLP_FR)
            index[++count] = i;
    if (count > 0)
        glp_del_rows(out, count, index);
    count = 0;
    for (int j = 1; j <= glp_get_num_cols(out); j++)
        if (glp_get_mat_col(out, j, NULL, NULL) == 0 && glp_get_obj_coef(out, j) == 0.0)
            index[++count] = j;
    if (count > 0)
        glp_del_cols(out, count, index);
}

static tc_code write_guarded(tc_simplex *s, const tc_objective *goal,
                             const tc_lp_names *names, const char *path, int *index,
                             double *value, tc_error *error)
{
    jmp_buf back;
    if (setjmp(back))
        return tc_glpk_broke(s, error);
    glp_error_hook(tc_glpk_jump, &back);
    const bool mps = names->format == TC_LP_FORMAT_MPS;
    glp_prob *out = unscaled(s, goal, mps ? -1.0 : 1.0, index, value);
    glp_set_prob_name(out, names->program);
    glp_set_obj_name(out, "goal");
    for (int i = 0; i < s->lp->rows; i++)
        glp_set_row_name(out, i + 1, names->row[i]);
    for (int j = 0; j < s->lp->columns; j++) {
        glp_set_col_name(out, j + 1, names->column[j]);
        if (names->whole && names->whole[j])
            glp_set_col_kind(out, j + 1, GLP_IV);
    }
    drop_idle(out, index);
    const int failed = mps ? glp_write_mps(out, GLP_MPS_FILE, NULL, path)
                           : glp_write_lp(out, NULL, path);
    glp_delete_prob(out);
    glp_error_hook(NULL, NULL);
    const tc_place place = {path, 0, 0};
    return failed ? tc_fail(error, TC_ERR_IO, &place, "无法写出线性规划文件",
                            "cannot write the linear program")
                  : TC_OK;
}

tc_code tc_simplex_write(tc_simplex *s, const tc_objective *goal,
                         const tc_lp_names *names, const char *path, tc_error *error)
{
    const size_t most =
        (size_t)(s->lp->rows > s->lp->columns ? s->lp->rows : s->lp->columns);
    int *index = tc_mem_new(most + 1, sizeof *index);
    double *value = tc_mem_new((size_t)s->lp->rows + 1, sizeof *value);
    tc_code code = TC_OK;
    if (s->broken || !index || !value)
        code = tc_fail(error, TC_ERR_MEMORY, NULL, "写出线性规划时内存不足",
                       "memory ran out while the linear program was written");
    else
        code = write_guarded(s, goal, names, path, index, value, error);
    tc_mem_drop(index);
    tc_mem_drop(value);
    return code;
}
