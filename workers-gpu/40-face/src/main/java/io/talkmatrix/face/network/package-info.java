/** Networks that draw: one loaded model for all rooms, their frames run together. */
package io.talkmatrix.face.network;
