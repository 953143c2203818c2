/** Reads knowledge files: CSV in several dialects and encodings, and Markdown. */
package io.talkmatrix.reply.files;
