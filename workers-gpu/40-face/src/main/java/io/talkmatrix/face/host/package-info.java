/**
 * The default host: an illustration of our own, painted by this code, so that the product shows no real person unless a
 * user brings a picture. Its landmarks around eyes, brows, lips and jaw are known by construction.
 */
package io.talkmatrix.face.host;
