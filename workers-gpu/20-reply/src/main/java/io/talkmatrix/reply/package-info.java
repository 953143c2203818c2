/**
 * Decides what the host says: common answers from a knowledge file, a chat model, or a set phrase, cut into clauses.
 * Pure: it sees only {@code stage} and the JDK. Readers of files are in {@code files}, models behind the ports {@link
 * io.talkmatrix.reply.ChatModel} and {@link io.talkmatrix.reply.Embedder} in packages of their own, wiring in {@code app}.
 */
package io.talkmatrix.reply;
