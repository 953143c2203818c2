/**
 * Graphs that draw faces: what makes a user's Wav2Lip generator or face restorer fit for our engines, and the architectures
 * themselves, to be filled with weights of our own making where there are none.
 */
package io.talkmatrix.inference.faces;
