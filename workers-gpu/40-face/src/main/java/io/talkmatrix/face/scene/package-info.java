/**
 * Scenes: the host in a larger frame, in front of another background, with a product, a logo and subtitles. Composed before
 * frames are coded, because nobody codes them again.
 */
package io.talkmatrix.face.scene;
