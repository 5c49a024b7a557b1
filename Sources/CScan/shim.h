/// Where marks stand among 64 bytes, one bit for each, from the lowest. Swift has no way to say "compare 16 bytes and
/// give me the sign bits", so this page of C does; processors without these instructions take the loop at the end.
#pragma once
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct {
    uint64_t quotes;
    uint64_t commas;
    /// Line feeds.
    uint64_t breaks;
    /// Carriage returns.
    uint64_t returns;
    /// Bytes that begin a formula in a spreadsheet: = + - @ tab.
    uint64_t formulas;
} vacatur_marks;

#if defined(__SSE2__)
static inline uint64_t vacatur_equal(__m128i a, __m128i b, __m128i c, __m128i d, char byte) {
    __m128i wanted = _mm_set1_epi8(byte);
    uint64_t low = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, wanted))
        | (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(b, wanted)) << 16;
    uint64_t high = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(c, wanted))
        | (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(d, wanted)) << 16;
    return low | high << 32;
}
#endif

/// The marks of the 64 bytes at `bytes`.
static inline vacatur_marks vacatur_marks64(const uint8_t *bytes) {
    vacatur_marks marks;
#if defined(__SSE2__)
    __m128i a = _mm_loadu_si128((const __m128i *)bytes);
    __m128i b = _mm_loadu_si128((const __m128i *)(bytes + 16));
    __m128i c = _mm_loadu_si128((const __m128i *)(bytes + 32));
    __m128i d = _mm_loadu_si128((const __m128i *)(bytes + 48));
    marks.quotes = vacatur_equal(a, b, c, d, '"');
    marks.commas = vacatur_equal(a, b, c, d, ',');
    marks.breaks = vacatur_equal(a, b, c, d, '\n');
    marks.returns = vacatur_equal(a, b, c, d, '\r');
    marks.formulas = vacatur_equal(a, b, c, d, '=') | vacatur_equal(a, b, c, d, '+')
        | vacatur_equal(a, b, c, d, '-') | vacatur_equal(a, b, c, d, '@') | vacatur_equal(a, b, c, d, '\t');
#else
    marks = (vacatur_marks){0, 0, 0, 0, 0};
    for (int place = 0; place < 64; place++) {
        uint64_t bit = 1ULL << place;
        switch (bytes[place]) {
        case '"': marks.quotes |= bit; break;
        case ',': marks.commas |= bit; break;
        case '\n': marks.breaks |= bit; break;
        case '\r': marks.returns |= bit; break;
        case '=': case '+': case '-': case '@': case '\t': marks.formulas |= bit; break;
        default: break;
        }
    }
#endif
    return marks;
}

/// Writes `base` plus the place of each bit, from the lowest. Writes eight at a time, so `places` has room for 64 whatever
/// the bits are.
///
/// Returns how many bits there are.
static inline int vacatur_places(uint64_t bits, uint32_t base, uint32_t *places) {
    int count = __builtin_popcountll(bits);
    // A loop with a test for each bit is mispredicted at nearly every word; this one at few.
    for (int done = 0; done < count; done += 8) {
        for (int place = 0; place < 8; place++) {
            places[done + place] = base + (uint32_t)(bits ? __builtin_ctzll(bits) : 0);
            bits &= bits - 1;
        }
    }
    return count;
}
