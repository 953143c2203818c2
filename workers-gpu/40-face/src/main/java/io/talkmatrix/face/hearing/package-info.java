/**
 * Mouth shapes from sound: a network of our own over the levels of 40 bands, in plain Java. Its weights come with the source
 * tree and are made by {@code workers-gpu/40-face/training} (docs/hearing.md). Must see only the face's core, {@code stage}
 * and the JDK.
 */
package io.talkmatrix.face.hearing;
