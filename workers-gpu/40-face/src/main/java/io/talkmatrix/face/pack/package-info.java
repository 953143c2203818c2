/**
 * Avatar packs: folders that hold a host ready to speak, with where its picture comes from, its licence and the consent of
 * the person it shows. Written by {@code ./talkmatrix avatar create}, checked whenever one is read.
 */
package io.talkmatrix.face.pack;
