/** Chat models behind any server that speaks OpenAI's chat completions. */
package io.talkmatrix.reply.openai;
