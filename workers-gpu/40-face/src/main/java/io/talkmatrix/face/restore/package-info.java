/**
 * Face restorers of the GFPGAN and CodeFormer kind: sharpen what a generator drew. The user brings the weights.
 */
package io.talkmatrix.face.restore;
