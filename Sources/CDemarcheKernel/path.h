// One path of the kernel. Included once for each, with PATH (suffix of the names), WIDTH (floats in a vector) and
// ROWS (4 or 8: rows that share one reading of the weights; ROWS x 3 sums must fit the vector registers).

#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)
#define NAME(name) JOIN(name, PATH)
#define VECTOR NAME(vector)
#define PACKED NAME(packed)
#define BITS NAME(bits)

typedef float VECTOR __attribute__((vector_size(WIDTH * 4), aligned(4), may_alias));
typedef float PACKED __attribute__((vector_size(WIDTH * 4), aligned(WIDTH * 4), may_alias));
typedef int32_t BITS __attribute__((vector_size(WIDTH * 4)));

static inline VECTOR NAME(larger)(VECTOR a, VECTOR b) {
    const BITS pick = (BITS)(a > b);
    return (VECTOR)((pick & (BITS)a) | (~pick & (BITS)b));
}

static inline float NAME(total)(VECTOR v) {
    float sum = 0;
    for (int i = 0; i < WIDTH; i++) sum += v[i];
    return sum;
}

// Sums of one block of columns for COUNT rows; rows past the last are the last again, so that no tail needs code.
#define DEFINE_BLOCK(COUNT)                                                                                           \
    static void NAME(block##COUNT)(                                                                                   \
        const float *rows, long stride, long left, long inputs, const float *weights, const float *bias,              \
        VECTOR (*out)[3]) {                                                                                           \
        const float *row[COUNT];                                                                                      \
        PACKED sum[COUNT][3];                                                                                         \
        _Pragma("clang loop unroll(full)") for (int r = 0; r < COUNT; r++) {                                          \
            row[r] = rows + (r < left ? r : left - 1) * stride;                                                       \
            for (int j = 0; j < 3; j++) sum[r][j] = *(const PACKED *)(bias + j * WIDTH);                              \
        }                                                                                                             \
        for (long k = 0; k < inputs; k++, weights += 3 * WIDTH) {                                                     \
            const PACKED w0 = *(const PACKED *)weights;                                                               \
            const PACKED w1 = *(const PACKED *)(weights + WIDTH);                                                     \
            const PACKED w2 = *(const PACKED *)(weights + 2 * WIDTH);                                                 \
            _Pragma("clang loop unroll(full)") for (int r = 0; r < COUNT; r++) {                                      \
                const float x = row[r][k];                                                                            \
                sum[r][0] += w0 * x;                                                                                  \
                sum[r][1] += w1 * x;                                                                                  \
                sum[r][2] += w2 * x;                                                                                  \
            }                                                                                                         \
        }                                                                                                             \
        _Pragma("clang loop unroll(full)") for (int r = 0; r < COUNT; r++) {                                          \
            for (int j = 0; j < 3; j++) out[r][j] = sum[r][j];                                                        \
        }                                                                                                             \
    }

DEFINE_BLOCK(4)
#if ROWS == 8
DEFINE_BLOCK(8)
#endif

// The next rows of a block; gives how many of them are new.
static inline long NAME(next)(
    const float *rows, long stride, long left, const demarche_matrix *m, long block, VECTOR (*out)[3]) {
    const float *weights = m->weights + block * m->inputs * 3 * WIDTH;
    const float *bias = m->bias + block * 3 * WIDTH;
#if ROWS == 8
    if (left > 4) {
        NAME(block8)(rows, stride, left, m->inputs, weights, bias, out);
        return left < 8 ? left : 8;
    }
#endif
    NAME(block4)(rows, stride, left, m->inputs, weights, bias, out);
    return left < 4 ? left : 4;
}

static void NAME(affine)(const float *rows, long stride, long count, const demarche_matrix *m, float *out) {
    const long length = m->blocks * 3 * WIDTH;
    VECTOR sums[8][3];
    for (long base = 0; base < count; base += CACHED_ROWS) {
        const long end = base + CACHED_ROWS < count ? base + CACHED_ROWS : count;
        for (long block = 0; block < m->blocks; block++) {
            for (long t = base; t < end;) {
                const long fresh = NAME(next)(rows + t * stride, stride, end - t, m, block, sums);
                for (long r = 0; r < fresh; r++) {
                    float *at = out + (t + r) * length + block * 3 * WIDTH;
                    for (int j = 0; j < 3; j++) *(VECTOR *)(at + j * WIDTH) = sums[r][j];
                }
                t += fresh;
            }
        }
    }
}

static void NAME(normalise)(const demarche_norm *norm, const float *residual, float *row) {
    const long width = norm->width;
    VECTOR sum = {0}, squares = {0};
    for (long i = 0; i < width; i += WIDTH) sum += *(VECTOR *)(row + i);
    const float mean = NAME(total)(sum) / (float)width;
    for (long i = 0; i < width; i += WIDTH) {
        const VECTOR d = *(VECTOR *)(row + i) - mean;
        squares += d * d;
    }
    const float scale = 1 / __builtin_sqrtf(NAME(total)(squares) / (float)width + 1e-8f);
    for (long i = 0; i < width; i += WIDTH) {
        VECTOR v = (*(VECTOR *)(row + i) - mean) * scale * *(const VECTOR *)(norm->gain + i)
                   + *(const VECTOR *)(norm->shift + i);
        if (residual) v += *(const VECTOR *)(residual + i);
        *(VECTOR *)(row + i) = v;
    }
}

static void NAME(maxout)(
    const float *rows, long stride, long count, const demarche_matrix *m, const demarche_norm *norm,
    const float *residual, float *out) {
    const long width = norm->width;
    VECTOR sums[8][3];
    for (long base = 0; base < count; base += CACHED_ROWS) {
        const long end = base + CACHED_ROWS < count ? base + CACHED_ROWS : count;
        for (long block = 0; block < m->blocks; block++) {
            for (long t = base; t < end;) {
                const long fresh = NAME(next)(rows + t * stride, stride, end - t, m, block, sums);
                for (long r = 0; r < fresh; r++) {
                    *(VECTOR *)(out + (t + r) * width + block * WIDTH) =
                        NAME(larger)(NAME(larger)(sums[r][0], sums[r][1]), sums[r][2]);
                }
                t += fresh;
            }
        }
        for (long t = base; t < end; t++) {
            NAME(normalise)(norm, residual ? residual + t * width : (const float *)0, out + t * width);
        }
    }
}

static void NAME(scores)(const demarche_scorer *s, const int32_t *tokens, float *out) {
    float hidden[256];
    const float *feature[16];
    const int n = s->hidden;
    for (int f = 0; f < s->features; f++) {
        feature[f] = (tokens[f] < 0 ? s->missing : s->cache + tokens[f] * s->stride) + f * 2 * n;
    }
    for (int i = 0; i < n; i += WIDTH) {
        VECTOR a = *(const VECTOR *)(s->bias + i), b = *(const VECTOR *)(s->bias + n + i);
        for (int f = 0; f < s->features; f++) {
            a += *(const VECTOR *)(feature[f] + i);
            b += *(const VECTOR *)(feature[f] + n + i);
        }
        *(VECTOR *)(hidden + i) = NAME(larger)(a, b);
    }
    for (int block = 0; block < s->blocks; block++) {
        const float *w = s->up + (long)block * n * 8 * WIDTH;
        PACKED sum[8];
        _Pragma("clang loop unroll(full)") for (int j = 0; j < 8; j++) {
            sum[j] = *(const PACKED *)(s->up_bias + (block * 8 + j) * WIDTH);
        }
        for (int k = 0; k < n; k++, w += 8 * WIDTH) {
            const float x = hidden[k];
            _Pragma("clang loop unroll(full)") for (int j = 0; j < 8; j++) {
                sum[j] += *(const PACKED *)(w + j * WIDTH) * x;
            }
        }
        _Pragma("clang loop unroll(full)") for (int j = 0; j < 8; j++) {
            *(VECTOR *)(out + (block * 8 + j) * WIDTH) = sum[j];
        }
    }
}

static const struct path NAME(path) = {WIDTH, NAME(affine), NAME(maxout), NAME(scores)};

#undef JOIN2
#undef JOIN
#undef NAME
#undef VECTOR
#undef PACKED
#undef BITS
#undef DEFINE_BLOCK
#undef PATH
#undef WIDTH
#undef ROWS
