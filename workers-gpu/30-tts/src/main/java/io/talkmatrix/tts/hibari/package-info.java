/**
 * The Hibari voice: an 8 MB network that predicts spectra some hundred times faster than they are heard, and the signal
 * processing that turns them into sound. {@link io.talkmatrix.tts.hibari.HibariEngine} is the way in.
 */
package io.talkmatrix.tts.hibari;
