#include <gumbo.h>

/// Parses a page; the list of errors is not kept, since a hostile page can have as many as bytes.
static inline GumboOutput *demarche_gumbo_parse(const char *bytes, size_t count) {
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    return gumbo_parse_with_options(&options, bytes, count);
}

/// Frees what `demarche_gumbo_parse` gave.
static inline void demarche_gumbo_free(GumboOutput *output) {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}
