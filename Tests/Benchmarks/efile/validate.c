/* What libxml2 alone needs to validate messages, to set Vacatur's making and checking of them against.

     validate SCHEMA MESSAGES tree|stream THREADS

   MESSAGES has one message on each line. One compiled schema is shared; each thread has its own parser and validation,
   which it keeps. `tree` parses into a tree and validates that; `stream` validates while it parses. The file is mapped, and
   the schema compiled, before the clock starts. Prints the processor time, user and system, of all threads. */
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

static xmlSchemaPtr schema;
static const char *text;
static size_t size;
static int threads, streaming;

struct share {
    size_t messages, invalid;
    int number;
};

static void fail(const char *what) {
    fprintf(stderr, "validate: %s\n", what);
    exit(1);
}

static void silent(void *context, xmlErrorPtr error) {
    (void)context;
    (void)error;
}

static int is_valid(xmlParserCtxtPtr parser, xmlSchemaValidCtxtPtr validation, const char *message, int length) {
    if (streaming) {
        xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(message, length, XML_CHAR_ENCODING_NONE);
        return buffer && xmlSchemaValidateStream(validation, buffer, XML_CHAR_ENCODING_NONE, NULL, NULL) == 0;
    }
    xmlDocPtr document = xmlCtxtReadMemory(parser, message, length, NULL, NULL, XML_PARSE_NONET);
    int valid = document && xmlSchemaValidateDoc(validation, document) == 0;
    xmlFreeDoc(document);
    return valid;
}

/* Every thread takes every n-th message. */
static void *work(void *argument) {
    struct share *share = argument;
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlSchemaValidCtxtPtr validation = xmlSchemaNewValidCtxt(schema);
    if (!parser || !validation) fail("no memory");
    xmlSchemaSetValidStructuredErrors(validation, (xmlStructuredErrorFunc)silent, NULL);
    size_t index = 0;
    for (const char *start = text, *end = text + size; start < end; index++) {
        const char *stop = memchr(start, '\n', (size_t)(end - start));
        if (!stop) break;
        if ((int)(index % (size_t)threads) == share->number) {
            share->messages++;
            if (!is_valid(parser, validation, start, (int)(stop - start))) share->invalid++;
        }
        start = stop + 1;
    }
    xmlSchemaFreeValidCtxt(validation);
    xmlFreeParserCtxt(parser);
    return NULL;
}

static double processor(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + 1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

int main(int count, char **arguments) {
    if (count != 5) fail("SCHEMA MESSAGES tree|stream THREADS");
    streaming = strcmp(arguments[3], "stream") == 0;
    threads = atoi(arguments[4]);
    if (threads < 1 || threads > 64) fail("1 to 64 threads");
    xmlInitParser();
    xmlSchemaParserCtxtPtr reader = xmlSchemaNewParserCtxt(arguments[1]);
    xmlSchemaSetParserStructuredErrors(reader, (xmlStructuredErrorFunc)silent, NULL);
    schema = xmlSchemaParse(reader);
    if (!schema) fail("the schema does not compile");
    int file = open(arguments[2], O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status)) fail("no messages");
    size = (size_t)status.st_size;
    text = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (text == MAP_FAILED) fail("the messages cannot be mapped");
    double start = processor();
    pthread_t handles[64];
    struct share shares[64] = {0};
    for (int i = 0; i < threads; i++) {
        shares[i].number = i;
        if (pthread_create(&handles[i], NULL, work, &shares[i])) fail("no thread");
    }
    size_t messages = 0, invalid = 0;
    for (int i = 0; i < threads; i++) {
        pthread_join(handles[i], NULL);
        messages += shares[i].messages;
        invalid += shares[i].invalid;
    }
    printf("{\"seconds\": %.6f, \"messages\": %zu, \"invalid\": %zu}\n", processor() - start, messages, invalid);
    return 0;
}
