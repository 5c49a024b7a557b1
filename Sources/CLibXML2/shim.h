#ifndef VACATUR_CLIBXML2_H
#define VACATUR_CLIBXML2_H

#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers clash with the ICU module inside Foundation. Nothing here needs it.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlerror.h>

// The error record became const in libxml2 2.12, so its callback stays in C; Swift gets plain values.
#if LIBXML_VERSION >= 21200
typedef const xmlError *vacatur_xml_error;
#else
typedef xmlErrorPtr vacatur_xml_error;
#endif

typedef void (*vacatur_xml_sink)(void *context, int domain, int level, int line, int column, const char *message);

typedef struct {
    vacatur_xml_sink sink;
    void *context;
} vacatur_xml_target;

static inline void vacatur_xml_report(void *target, vacatur_xml_error error) {
    const vacatur_xml_target *to = (const vacatur_xml_target *)target;
    if (error == NULL) return;
    to->sink(to->context, (int)error->domain, (int)error->level, error->line, error->int2, error->message);
}

// Sends every error of the calling thread to `target`, or to nobody's stderr but libxml2's own when NULL.
static inline void vacatur_xml_send_errors(vacatur_xml_target *target) {
    xmlSetStructuredErrorFunc(target, target == NULL ? NULL : (xmlStructuredErrorFunc)vacatur_xml_report);
}

// Sends what one validation finds to `target`.
static inline void vacatur_xml_send_flaws(xmlSchemaValidCtxtPtr validation, vacatur_xml_target *target) {
    xmlSchemaSetValidStructuredErrors(validation, (xmlStructuredErrorFunc)vacatur_xml_report, target);
}

// Line and column at which a parser stands; 0 when it has no input.
static inline int vacatur_xml_line(xmlParserCtxtPtr parser) {
    return parser != NULL && parser->input != NULL ? parser->input->line : 0;
}

static inline int vacatur_xml_column(xmlParserCtxtPtr parser) {
    return parser != NULL && parser->input != NULL ? parser->input->col : 0;
}

#endif
