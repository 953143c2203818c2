/** Frames coded as H.264: a tenth of JPEG's size, for live rooms. */
package io.talkmatrix.face.h264;
