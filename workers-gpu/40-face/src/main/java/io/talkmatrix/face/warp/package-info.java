/**
 * The warp engine: one portrait is moved by layered displacement fields (upper layer, lower layer, the inner mouth drawn
 * between them), with painted eyelids and a swaying head, all in one resampling a frame. Lengths are in units of the
 * distance of the outer eye corners ("u") in a frame of axes turned with the face, unless a name says pixels. The method
 * and its figures are in docs/face.md.
 */
package io.talkmatrix.face.warp;
