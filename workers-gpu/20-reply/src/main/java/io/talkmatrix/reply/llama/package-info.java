/** Chat models in GGUF through llama.cpp (JNI, in process, CPU). The only place that sees llama.cpp. */
package io.talkmatrix.reply.llama;
