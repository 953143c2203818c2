/**
 * Light on a face that the picture does not have: normals from the face mesh, lamps by the room's settings and the time of
 * day. Gives the warp factors for its grid; knows nothing of frames.
 */
package io.talkmatrix.face.light;
