#include "CDemarcheKernel.h"

#include <stddef.h>

// Multiply and add may be one rounding where the processor can do so: decisions do not hang on it (the goldens run on
// every path).
#pragma clang fp contract(fast)

// Rows that are worked through all columns before the next are begun, so that they stay in the cache.
#define CACHED_ROWS 64

struct path {
    int32_t width;
    void (*affine)(const float *, long, long, const demarche_matrix *, float *);
    void (*maxout)(
        const float *, long, long, const demarche_matrix *, const demarche_norm *, const float *, float *);
    void (*scores)(const demarche_scorer *, const int32_t *, float *);
};

#define PATH portable
#define WIDTH 4
#define ROWS 4
#include "path.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("sse2"))), apply_to = function)
#define PATH sse2
#define WIDTH 4
#define ROWS 4
#include "path.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define PATH avx2
#define WIDTH 8
#define ROWS 4
#include "path.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,fma"))), apply_to = function)
#define PATH avx512
#define WIDTH 16
#define ROWS 8
#include "path.h"
#pragma clang attribute pop

#endif

static const struct path *path_of(int32_t path) {
    switch (path) {
#if defined(__x86_64__)
    case DEMARCHE_SSE2: return &path_sse2;
    case DEMARCHE_AVX2: return &path_avx2;
    case DEMARCHE_AVX512: return &path_avx512;
#endif
    default: return &path_portable;
    }
}

bool demarche_kernel_available(int32_t path) {
    switch (path) {
    case DEMARCHE_PORTABLE: return true;
#if defined(__x86_64__)
    case DEMARCHE_SSE2: return true;
    case DEMARCHE_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case DEMARCHE_AVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
               && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("fma");
#endif
    default: return false;
    }
}

int32_t demarche_kernel_width(int32_t path) {
    return path_of(path)->width;
}

void demarche_affine(
    int32_t path, const float *rows, long stride, long count, const demarche_matrix *matrix, float *out) {
    path_of(path)->affine(rows, stride, count, matrix, out);
}

void demarche_maxout(
    int32_t path, const float *rows, long stride, long count, const demarche_matrix *matrix,
    const demarche_norm *norm, const float *residual, float *out) {
    path_of(path)->maxout(rows, stride, count, matrix, norm, residual, out);
}

void demarche_scores(int32_t path, const demarche_scorer *scorer, const int32_t *tokens, float *scores) {
    path_of(path)->scores(scorer, tokens, scores);
}

void demarche_add_rows(float *out, const void *table, long width, const uint32_t *keys, int32_t count) {
    typedef float unaligned __attribute__((aligned(1), may_alias));
    for (int32_t i = 0; i < count; i++) {
        const unaligned *row = (const unaligned *)table + (long)keys[i] * width;
        for (long j = 0; j < width; j++) out[j] += row[j];
    }
}
