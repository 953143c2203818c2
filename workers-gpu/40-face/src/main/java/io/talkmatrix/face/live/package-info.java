/** What the face stage does for sinks that show its frames as they are: idle clips in avatar packs, the AI mark. */
package io.talkmatrix.face.live;
