/* The same template and the same values in C, in three ways:
     interpreter  steps over a pool of literals, escaping 16 bytes at a time: what a template engine in C would do;
     generated    the loop that one would write by hand for this template, escaping 16 bytes at a time;
     bytewise     the same loop, escaping byte by byte.

     fill interpreter|generated|bytewise values.bin write FILE     writes all documents, one behind the other
     fill interpreter|generated|bytewise values.bin time SECONDS   prints how many documents in how many seconds

   Seconds are processor time, of one thread. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum code { LITERAL, VALUE, IF, UNLESS, ENTER, NEXT, END };

/* ENTER: start is the depth of the rows, length their width. NEXT: depth is that of the rows. */
struct step {
    uint32_t code, depth, slot, start, length, target;
};

/* A text; or a list, whose length is its number of rows. Empty means false. */
struct value {
    const unsigned char *text;
    const struct value *rows;
    uint32_t length;
};

#include "template.h"

enum { SLACK = 64, DEPTHS = 8, DOCUMENT_LIMIT = 4 << 20 };

typedef unsigned char block __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

static unsigned char *literal(unsigned char *out, const unsigned char *text, uint32_t length) {
    memcpy(out, text, length);
    return out + length;
}

static unsigned char *escape_bytewise(unsigned char *out, const unsigned char *text, uint32_t length) {
    for (uint32_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '&': memcpy(out, "&amp;", 5); out += 5; break;
        case '<': memcpy(out, "&lt;", 4); out += 4; break;
        case '>': memcpy(out, "&gt;", 4); out += 4; break;
        default: *out++ = text[i];
        }
    }
    return out;
}

/* Texts and output have room behind them, so that blocks may reach over their ends. */
static inline unsigned char *escape_wide(unsigned char *out, const unsigned char *text, uint32_t length) {
    uint32_t done = 0;
    while (done < length) {
        block bytes;
        memcpy(&bytes, text + done, sizeof bytes);
        /* '<' and '>' differ in one bit. */
        block hit = (block)(bytes == '&') | (block)((bytes | 2) == '>');
        halves both = (halves)hit;
        uint32_t rest = length - done < 16 ? length - done : 16;
        if (both[0] | both[1]) {
            out = escape_bytewise(out, text + done, rest);
        } else {
            memcpy(out, &bytes, sizeof bytes);
            out += rest;
        }
        done += rest;
    }
    return out;
}

static unsigned char *interpret(unsigned char *out, const struct value *root) {
    const struct value *rows[DEPTHS] = {root};
    uint32_t left[DEPTHS];
    for (const struct step *step = program;; step++) {
        const struct value *value = rows[step->depth] + step->slot;
        switch (step->code) {
        case LITERAL: out = literal(out, pool + step->start, step->length); break;
        case VALUE: out = escape_wide(out, value->text, value->length); break;
        case IF: if (!value->length) step = program + step->target - 1; break;
        case UNLESS: if (value->length) step = program + step->target - 1; break;
        case ENTER:
            if (!value->length) {
                step = program + step->target - 1;
            } else {
                rows[step->start] = value->rows;
                left[step->start] = value->length;
            }
            break;
        case NEXT:
            if (--left[step->depth]) {
                rows[step->depth] += step->length;
                step = program + step->target - 1;
            }
            break;
        default: return out;
        }
    }
}

#define ESCAPE escape_wide
static unsigned char *generated(unsigned char *out, const struct value *row0) {
    FILL_BODY
    return out;
}
#undef ESCAPE

#define ESCAPE escape_bytewise
static unsigned char *bytewise(unsigned char *out, const struct value *row0) {
    FILL_BODY
    return out;
}

static void fail(const char *what) {
    fprintf(stderr, "fill: %s\n", what);
    exit(1);
}

static unsigned char *next;

static uint32_t number(void) {
    uint32_t n;
    memcpy(&n, next, sizeof n);
    next += sizeof n;
    return n;
}

static void read_row(struct value *row, uint32_t width) {
    for (uint32_t i = 0; i < width; i++) {
        uint32_t length = number();
        if (length & 0x80000000u) {
            uint32_t inner = number();
            row[i].length = length & 0x7fffffffu;
            struct value *rows = calloc((size_t)row[i].length * inner + 1, sizeof *rows);
            if (!rows) fail("no memory");
            for (uint32_t r = 0; r < row[i].length; r++) read_row(rows + (size_t)r * inner, inner);
            row[i].rows = rows;
        } else {
            row[i].length = length;
            row[i].text = next;
            next += length;
        }
    }
}

int main(int count, char **arguments) {
    if (count != 5) fail("four arguments, please");
    unsigned char *(*fill)(unsigned char *, const struct value *) =
        !strcmp(arguments[1], "interpreter") ? interpret : !strcmp(arguments[1], "generated") ? generated : bytewise;
    FILE *file = fopen(arguments[2], "rb");
    if (!file) fail("no values");
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = calloc(1, size + SLACK);
    if (!bytes || fread(bytes, 1, size, file) != size) fail("no values");
    fclose(file);

    size_t cases = 0, room = 0;
    struct value *roots = NULL;
    for (next = bytes; next < bytes + size; cases++) {
        if (cases == room) {
            room = room ? room * 2 : 1024;
            roots = realloc(roots, room * ROOT_WIDTH * sizeof *roots);
            if (!roots) fail("no memory");
        }
        memset(roots + cases * ROOT_WIDTH, 0, ROOT_WIDTH * sizeof *roots);
        read_row(roots + cases * ROOT_WIDTH, ROOT_WIDTH);
    }

    unsigned char *document = malloc(DOCUMENT_LIMIT);
    if (!document) fail("no memory");
    if (!strcmp(arguments[3], "write")) {
        FILE *output = fopen(arguments[4], "wb");
        if (!output) fail("cannot write");
        for (size_t i = 0; i < cases; i++)
            fwrite(document, 1, (size_t)(fill(document, roots + i * ROOT_WIDTH) - document), output);
        return fclose(output) != 0;
    }
    double limit = atof(arguments[4]), seconds;
    struct timespec start, now;
    uint64_t documents = 0, total = 0;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    do {
        for (size_t i = 0; i < cases; i++) {
            total += (uint64_t)(fill(document, roots + i * ROOT_WIDTH) - document);
            __asm__ volatile("" : : "r"(document) : "memory");
        }
        documents += cases;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
        seconds = (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
    } while (seconds < limit);
    printf("{\"documents\": %llu, \"bytes\": %llu, \"seconds\": %.6f}\n", (unsigned long long)documents,
           (unsigned long long)total, seconds);
    return 0;
}
