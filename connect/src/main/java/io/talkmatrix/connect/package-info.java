/**
 * Kafka Connect plugins for any Connect cluster: {@code stream} pushes rooms to platforms and files, {@code events} brings
 * comments and gifts in, {@code audio} brings sound in. They run unchanged in a stock worker (plugin path
 * {@code connect/target/plugin}) and in the child process of {@code up}. Values on topics are Avro in the Confluent wire
 * format, made and read by {@code schemas}: a worker's converters have to pass bytes through ({@code ByteArrayConverter}).
 */
package io.talkmatrix.connect;
