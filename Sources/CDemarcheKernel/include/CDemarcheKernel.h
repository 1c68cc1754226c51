/// The parser's numeric kernel: the few loops in which nearly all of its time goes, in one variant for each kind of
/// vector unit, chosen at run time. All numbers are 32-bit floats. Weights are packed once, by the caller, for the
/// vector width of the chosen path; padding is zeros.
#ifndef CDEMARCHE_KERNEL_H
#define CDEMARCHE_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

/// The variants, in rising order of speed.
enum {
    DEMARCHE_PORTABLE = 0,
    DEMARCHE_SSE2 = 1,
    DEMARCHE_AVX2 = 2,
    DEMARCHE_AVX512 = 3,
};

/// Whether this binary holds the path and this processor can run it.
bool demarche_kernel_available(int32_t path);

/// Floats in one vector of the path.
int32_t demarche_kernel_width(int32_t path);

/// A matrix and its bias, cut into blocks of three vectors of columns.
typedef struct {
    /// [block][input][3][width], aligned to 64 bytes.
    const float *weights;
    /// [block][3][width], aligned to 64 bytes.
    const float *bias;
    /// Floats that are read from each row.
    long inputs;
    long blocks;
} demarche_matrix;

/// The gain and shift of a layer normalisation, `width` floats each.
typedef struct {
    const float *gain;
    const float *shift;
    long width;
} demarche_norm;

/// out[row] = rows[row] · W + b for `count` rows; `out` rows are `blocks` × 3 × vector width long.
void demarche_affine(
    int32_t path, const float *rows, long stride, long count, const demarche_matrix *matrix, float *out);

/// out[row] = layernorm(max over three pieces of rows[row] · W + b) (+ residual[row]); the three vectors of a block are
/// the pieces. `out` and `residual` rows are `norm->width` long, `out` overlaps nothing, `residual` may be null.
void demarche_maxout(
    int32_t path, const float *rows, long stride, long count, const demarche_matrix *matrix,
    const demarche_norm *norm, const float *residual, float *out);

/// The scorer of one state of a transition system, after the affine layer was computed for all tokens.
typedef struct {
    /// [token][feature][2][hidden], token rows `stride` floats apart.
    const float *cache;
    long stride;
    /// [feature][2][hidden]: what stands for a token that is not there.
    const float *missing;
    /// [2][hidden]
    const float *bias;
    /// [block][hidden][8][width], one column for each class, aligned to 64 bytes.
    const float *up;
    /// [block][8][width]
    const float *up_bias;
    int32_t features;
    /// A multiple of 16, at most 256.
    int32_t hidden;
    int32_t blocks;
} demarche_scorer;

/// scores[class] of the state that the feature tokens describe; a token of -1 is missing. `scores` holds
/// `blocks` × 8 × width floats.
void demarche_scores(int32_t path, const demarche_scorer *scorer, const int32_t *tokens, float *scores);

/// out[i] += the sum over `keys` of table[key][i]; the table need not be aligned.
void demarche_add_rows(float *out, const void *table, long width, const uint32_t *keys, int32_t count);

#endif
