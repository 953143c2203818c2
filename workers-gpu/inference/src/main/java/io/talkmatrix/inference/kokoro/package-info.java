/** Makes the pulled Kokoro checkpoint fast and lets it tell phoneme durations. */
package io.talkmatrix.inference.kokoro;
