/**
 * Wav2Lip (Prajwal et al. 2020): a network draws the lower face from 0.2 s of sound, pasted over the moving head of the warp
 * engine. The user brings the weights. Whoever reads this starts at {@code Wav2LipSession}.
 */
package io.talkmatrix.face.wav2lip;
