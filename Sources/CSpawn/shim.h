#ifndef VACATUR_SPAWN_H
#define VACATUR_SPAWN_H

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <unistd.h>

// glibc has these since 2.9 and 2.34, but shows them only to programs that ask for GNU extensions, which an imported header cannot.
extern int pipe2(int ends[2], int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
extern char **environ;
#ifndef SCHED_IDLE
#define SCHED_IDLE 5
#endif

/// Begins a program that has a pipe to read from as its standard input and one to write to as its standard output, and
/// nothing else of what this process has open but standard error.
///
/// It gets what time of the cores nobody else wants (`SCHED_IDLE`), from its first thread to its last, and gives it up at once
/// where somebody does.
///
/// A descriptor that a child holds by chance keeps others waiting: whoever reads from a pipe or a socket is told of its end
/// only when nobody holds the other side any more.
///
/// Gives 0, and the ends of this process, or what `errno` would say.
static inline int vacatur_spawn(const char *path, char *const words[], pid_t *child, int *input, int *output) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0) return errno;
    if (pipe2(out, O_CLOEXEC) != 0) {
        int failure = errno;
        close(in[0]);
        close(in[1]);
        return failure;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_t attributes;
    struct sched_param priority = {0};
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setschedpolicy(&attributes, SCHED_IDLE);
    posix_spawnattr_setschedparam(&attributes, &priority);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSCHEDULER);
    int failure = posix_spawn(child, path, &actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    *input = in[1];
    *output = out[0];
    if (failure != 0) {
        close(in[1]);
        close(out[0]);
    }
    return failure;
}

#endif
