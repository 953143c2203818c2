/** Sentence embeddings, for engines that compare texts by meaning. */
package io.talkmatrix.inference.text;
