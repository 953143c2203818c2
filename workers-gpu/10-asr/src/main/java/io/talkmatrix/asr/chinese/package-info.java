/** Mandarin text as the product wants it. */
package io.talkmatrix.asr.chinese;
