/**
 * Chooses what a live room's host takes up: comments, gifts, greetings, its script, what an operator wants said. {@link
 * io.talkmatrix.topologies.director.Director} is the pure core: room state and one input in, new state and what to write
 * out. {@link io.talkmatrix.topologies.director.DirectorTopology} puts it on Kafka Streams, {@link
 * io.talkmatrix.topologies.director.DirectorApp} runs it. The core must not see Kafka.
 */
package io.talkmatrix.topologies.director;
