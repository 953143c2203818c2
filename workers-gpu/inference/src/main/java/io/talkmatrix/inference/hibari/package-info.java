/** Lets the pulled Hibari network tell phoneme durations. */
package io.talkmatrix.inference.hibari;
