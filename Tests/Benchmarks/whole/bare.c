/* The least that a run has to do, in C on two threads, to set the whole program's time against.

     bare tree BATCH TARGET   writes the files of BATCH, a folder that `vacatur generate --layout tree` made, once more
     bare zip BATCH TARGET    deflates its volumes (cases-0001, letters-0001, ...) into one ZIP file each, with
                              libdeflate at level 1, and writes the other files as they are

   Everything is read into memory first. Only the writing is timed: neither reading a list nor filling a template nor
   hashing is part of it. Prints the seconds, by the clock on the wall. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 2, BUFFER = 1 << 20 };

struct document {
    char *path; /* from the batch folder */
    unsigned char *bytes;
    size_t size;
};

/* A run of documents that one thread writes: a volume, or all files that are in none. */
struct unit {
    size_t first, count;
    size_t prefix; /* length of the volume's path, 0 for files outside volumes */
};

static struct document *documents;
static size_t document_count, document_room;
static struct unit *units;
static size_t unit_count;
static atomic_size_t next_unit;
static const char *target;
static int as_zip;

static void fail(const char *what, const char *path) {
    fprintf(stderr, "bare: %s %s: %s\n", what, path, strerror(errno));
    exit(1);
}

static void *memory(size_t size) {
    void *bytes = malloc(size ? size : 1);
    if (!bytes) fail("no memory for", "documents");
    return bytes;
}

static char *join(const char *folder, const char *name) {
    char *path = memory(strlen(folder) + strlen(name) + 2);
    sprintf(path, "%s%s%s", folder, *folder ? "/" : "", name);
    return path;
}

static void read_document(const char *root, char *path) {
    if (document_count == document_room) {
        document_room = document_room ? document_room * 2 : 4096;
        documents = realloc(documents, document_room * sizeof *documents);
        if (!documents) fail("no memory for", path);
    }
    char *full = join(root, path);
    int file = open(full, O_RDONLY);
    struct stat facts;
    if (file < 0 || fstat(file, &facts)) fail("cannot read", full);
    struct document document = {path, memory((size_t)facts.st_size), (size_t)facts.st_size};
    for (size_t done = 0; done < document.size;) {
        ssize_t got = read(file, document.bytes + done, document.size - done);
        if (got <= 0) fail("cannot read", full);
        done += (size_t)got;
    }
    close(file);
    free(full);
    documents[document_count++] = document;
}

static void read_folder(const char *root, const char *folder) {
    char *full = join(root, folder);
    struct dirent **entries;
    int count = scandir(full, &entries, NULL, alphasort);
    if (count < 0) fail("cannot list", full);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] == '.') continue;
        char *path = join(folder, entries[i]->d_name);
        if (entries[i]->d_type == DT_DIR) read_folder(root, path);
        else read_document(root, path);
    }
    free(full);
}

/* The length of `jurisdiction/cases-0001` at the start of the path; 0 when the file is in no volume. */
static size_t volume_length(const char *path) {
    const char *slash = strchr(path, '/');
    if (!slash || (strncmp(slash, "/cases-", 7) && strncmp(slash, "/letters-", 9))) return 0;
    const char *end = strchr(slash + 1, '/');
    return end ? (size_t)(end - path) : 0;
}

static void make_units(void) {
    units = memory((document_count + 1) * sizeof *units);
    for (size_t i = 0; i < document_count; i++) {
        size_t prefix = volume_length(documents[i].path);
        struct unit *last = unit_count ? &units[unit_count - 1] : NULL;
        if (last && last->prefix == prefix && !strncmp(documents[last->first].path, documents[i].path, prefix)) {
            last->count++;
        } else {
            units[unit_count++] = (struct unit){i, 1, prefix};
        }
    }
}

static void write_all(int file, const unsigned char *bytes, size_t size, const char *path) {
    while (size) {
        ssize_t done = write(file, bytes, size);
        if (done < 0) fail("cannot write", path);
        bytes += done;
        size -= (size_t)done;
    }
}

/* Makes the folders of a path, from `root` on; the last part is a file's name. */
static void make_folders(int root, const char *path) {
    char part[4096];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        memcpy(part, path, (size_t)(slash - path));
        part[slash - path] = 0;
        if (mkdirat(root, part, 0755) && errno != EEXIST) fail("cannot make", part);
    }
}

static void write_files(int root, const struct unit *unit) {
    char folder[4096] = "";
    int parent = root;
    for (size_t i = unit->first; i < unit->first + unit->count; i++) {
        const struct document *document = &documents[i];
        const char *name = strrchr(document->path, '/');
        size_t length = name ? (size_t)(name - document->path) : 0;
        if (length && (strncmp(folder, document->path, length) || folder[length])) {
            memcpy(folder, document->path, length);
            folder[length] = 0;
            /* Folders of the same volume exist, so one call makes the next; the first one needs its parents too. */
            if (mkdirat(root, folder, 0755) && errno != EEXIST) make_folders(root, document->path);
            if (parent != root) close(parent);
            parent = openat(root, folder, O_RDONLY | O_DIRECTORY);
            if (parent < 0) fail("cannot open", folder);
        }
        int file = openat(length ? parent : root, name ? name + 1 : document->path, O_WRONLY | O_CREAT | O_EXCL, 0644);
        if (file < 0) fail("cannot make", document->path);
        write_all(file, document->bytes, document->size, document->path);
        close(file);
    }
    if (parent != root) close(parent);
}

/* A ZIP file that is being written: what stands in the buffer, and the directory that goes to its end. */
struct archive {
    int file;
    const char *path;
    unsigned char *buffer, *directory;
    size_t used, directory_used, directory_room;
    uint64_t written;
};

static unsigned char *put16(unsigned char *out, unsigned value) {
    *out++ = value & 255;
    *out++ = value >> 8 & 255;
    return out;
}

static unsigned char *put32(unsigned char *out, uint64_t value) {
    return put16(put16(out, (unsigned)(value & 0xffff)), (unsigned)(value >> 16 & 0xffff));
}

/* The 26 bytes that a local header and a directory entry share. */
static unsigned char *put_facts(unsigned char *out, uint32_t checksum, size_t packed, size_t size, size_t name) {
    out = put16(out, 20);     /* version needed */
    out = put16(out, 0x0800); /* names are UTF-8 */
    out = put16(out, 8);      /* deflate */
    out = put32(out, 0x00210000); /* January 1, 1980 */
    out = put32(out, checksum);
    out = put32(out, packed);
    out = put32(out, size);
    out = put16(out, (unsigned)name);
    return put16(out, 0);
}

static void flush(struct archive *archive) {
    write_all(archive->file, archive->buffer, archive->used, archive->path);
    archive->written += archive->used;
    archive->used = 0;
}

static void add_entry(struct archive *archive, struct libdeflate_compressor *deflate, const struct document *document,
                      const char *name) {
    size_t length = strlen(name), bound = libdeflate_deflate_compress_bound(deflate, document->size);
    if (archive->used + 30 + length + bound > BUFFER) flush(archive);
    /* What is larger than the buffer (a volume's manifest) gets one of its own. */
    unsigned char *space = 30 + length + bound > BUFFER ? memory(30 + length + bound) : archive->buffer + archive->used;
    size_t packed =
        libdeflate_deflate_compress(deflate, document->bytes, document->size, space + 30 + length, bound);
    uint32_t checksum = libdeflate_crc32(0, document->bytes, document->size);
    uint64_t offset = archive->written + archive->used;
    memcpy(put_facts(put32(space, 0x04034b50), checksum, packed, document->size, length), name, length);
    if (space == archive->buffer + archive->used) {
        archive->used += 30 + length + packed;
    } else {
        write_all(archive->file, space, 30 + length + packed, archive->path);
        archive->written += 30 + length + packed;
        free(space);
    }
    if (archive->directory_used + 46 + length > archive->directory_room) {
        archive->directory_room = archive->directory_room * 2 + 46 + length;
        archive->directory = realloc(archive->directory, archive->directory_room);
        if (!archive->directory) fail("no memory for", archive->path);
    }
    unsigned char *entry = archive->directory + archive->directory_used;
    entry = put_facts(put16(put32(entry, 0x02014b50), 20), checksum, packed, document->size, length);
    entry = put32(put16(put16(put16(entry, 0), 0), 0), 0); /* no comment, disk 0, no attributes */
    entry = put32(entry, offset);
    memcpy(entry, name, length);
    archive->directory_used += 46 + length;
}

static void write_archive(int root, const struct unit *unit, struct archive *archive,
                          struct libdeflate_compressor *deflate) {
    char name[4096];
    snprintf(name, sizeof name, "%.*s.zip", (int)unit->prefix, documents[unit->first].path);
    make_folders(root, name);
    archive->path = name;
    archive->file = openat(root, name, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (archive->file < 0) fail("cannot make", name);
    archive->used = archive->directory_used = 0;
    archive->written = 0;
    for (size_t i = unit->first; i < unit->first + unit->count; i++)
        add_entry(archive, deflate, &documents[i], documents[i].path + unit->prefix + 1);
    flush(archive);
    uint64_t start = archive->written;
    write_all(archive->file, archive->directory, archive->directory_used, name);
    unsigned entries = unit->count < 0xffff ? (unsigned)unit->count : 0xffff;
    unsigned char end[22], *out = put32(put32(end, 0x06054b50), 0);
    out = put32(put32(put16(put16(out, entries), entries), archive->directory_used), start);
    put16(out, 0);
    write_all(archive->file, end, sizeof end, name);
    close(archive->file);
}

static void *work(void *unused) {
    (void)unused;
    int root = open(target, O_RDONLY | O_DIRECTORY);
    if (root < 0) fail("cannot open", target);
    struct archive archive = {.buffer = memory(BUFFER)};
    struct libdeflate_compressor *deflate = libdeflate_alloc_compressor(1);
    if (!deflate) fail("no memory for", "compressing");
    for (size_t i; (i = atomic_fetch_add(&next_unit, 1)) < unit_count;) {
        if (as_zip && units[i].prefix) write_archive(root, &units[i], &archive, deflate);
        else write_files(root, &units[i]);
    }
    libdeflate_free_compressor(deflate);
    free(archive.buffer);
    free(archive.directory);
    close(root);
    return NULL;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 4) fail("usage:", "bare tree|zip BATCH TARGET");
    as_zip = !strcmp(arguments[1], "zip");
    target = arguments[3];
    read_folder(arguments[2], "");
    make_units();
    size_t bytes = 0;
    for (size_t i = 0; i < document_count; i++) bytes += documents[i].size;
    if (mkdir(target, 0755)) fail("cannot make", target);
    double start = now();
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, work, NULL)) fail("cannot start", "a thread");
    for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
    double written = now() - start;
    // A packet is published when it is on the disk, so the loop waits for the disk as well.
    sync();
    printf("{\"seconds\": %.6f, \"written\": %.6f, \"files\": %zu, \"bytes\": %zu}\n", now() - start, written,
           document_count, bytes);
    return 0;
}
