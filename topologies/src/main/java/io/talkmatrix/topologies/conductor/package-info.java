/**
 * The one turn state machine. {@link io.talkmatrix.topologies.conductor.Conductor} is the pure core: room state and one
 * input in, new state and what to write out. {@link io.talkmatrix.topologies.conductor.ConductorTopology} puts it on
 * Kafka Streams, {@link io.talkmatrix.topologies.conductor.ConductorApp} runs it. The core must not see Kafka.
 */
package io.talkmatrix.topologies.conductor;
