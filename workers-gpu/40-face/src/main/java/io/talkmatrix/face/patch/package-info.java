/** Parts of a frame as a network takes them, and back into the frame: geometry and pixels, no model. */
package io.talkmatrix.face.patch;
