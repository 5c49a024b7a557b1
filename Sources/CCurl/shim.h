/// libcurl, and what of it Swift cannot call: its options and answers go through variadic functions and macros.
#pragma once
#include <curl/curl.h>

typedef size_t (*vacatur_curl_transfer)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode vacatur_curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vacatur_curl_set_text(CURL *handle, CURLoption option, const char *text) {
    return curl_easy_setopt(handle, option, text);
}

static inline CURLcode vacatur_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode vacatur_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *list) {
    return curl_easy_setopt(handle, option, list);
}

/// Who gives the bytes of a request (`CURLOPT_READFUNCTION`) or takes those of a reply (`CURLOPT_WRITEFUNCTION`).
static inline CURLcode vacatur_curl_set_transfer(
    CURL *handle, CURLoption function, vacatur_curl_transfer transfer, CURLoption data, void *context) {
    CURLcode code = curl_easy_setopt(handle, function, transfer);
    return code == CURLE_OK ? curl_easy_setopt(handle, data, context) : code;
}

static inline CURLcode vacatur_curl_get_number(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode vacatur_curl_get_size(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static const long vacatur_curl_auth_basic = CURLAUTH_BASIC;
static const long vacatur_curl_auth_bearer = CURLAUTH_BEARER;
static const size_t vacatur_curl_read_abort = CURL_READFUNC_ABORT;
