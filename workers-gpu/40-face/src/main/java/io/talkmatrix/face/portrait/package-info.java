/** Reads portraits people bring: PNG and JPEG of any colour space, turned as the camera noted, of any size. */
package io.talkmatrix.face.portrait;
