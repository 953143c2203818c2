/** Wiring of the face stage. */
package io.talkmatrix.face.app;
