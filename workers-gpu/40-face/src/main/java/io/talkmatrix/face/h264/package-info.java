/** Frames coded as H.264: smaller than JPEG, for live rooms. */
package io.talkmatrix.face.h264;
