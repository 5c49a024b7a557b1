/* The least that a program has to do with a file, to set screening against.

     plain read FILE    reads all bytes, in pieces of 1 MiB
     plain count FILE   the same, and counts line feeds and commas

   Prints the seconds, by the clock on the wall. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1 << 20 };

static void fail(const char *what, const char *path) {
    fprintf(stderr, "plain: %s %s: %s\n", what, path, strerror(errno));
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: plain read|count FILE\n");
        return 64;
    }
    int counts = !strcmp(arguments[1], "count");
    unsigned char *piece = malloc(PIECE);
    if (!piece) fail("no memory for", arguments[2]);
    double start = now();
    int file = open(arguments[2], O_RDONLY);
    if (file < 0) fail("cannot open", arguments[2]);
    size_t bytes = 0, lines = 0, commas = 0;
    for (;;) {
        ssize_t got = read(file, piece, PIECE);
        if (got < 0) fail("cannot read", arguments[2]);
        if (got == 0) break;
        bytes += (size_t)got;
        if (counts) {
            for (ssize_t at = 0; at < got; at++) {
                lines += piece[at] == '\n';
                commas += piece[at] == ',';
            }
        }
    }
    printf("{\"bytes\": %zu, \"lines\": %zu, \"commas\": %zu, \"seconds\": %.6f}\n", bytes, lines, commas, now() - start);
    return 0;
}
