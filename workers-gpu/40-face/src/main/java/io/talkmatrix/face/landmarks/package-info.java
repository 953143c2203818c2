/** Finds faces and their landmarks in pictures: BlazeFace for the box, FaceMesh for 468 points. */
package io.talkmatrix.face.landmarks;
