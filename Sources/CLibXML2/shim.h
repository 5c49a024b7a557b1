#ifndef VACATUR_CLIBXML2_H
#define VACATUR_CLIBXML2_H

#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose headers clash with the ICU module inside Foundation. Nothing here needs it.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlerror.h>

#endif
