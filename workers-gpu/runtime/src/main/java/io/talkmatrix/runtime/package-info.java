/**
 * The one Kafka loop that every stage runs in ({@link io.talkmatrix.runtime.StageRunner}), the conductor's word held as a
 * table ({@link io.talkmatrix.runtime.ControlTable}), and typed reading and writing for everybody else ({@link
 * io.talkmatrix.runtime.EventTail}, {@link io.talkmatrix.runtime.EventProducer}). Read by workers, command line and
 * tests. It must not see any stage, any model or Quarkus.
 */
package io.talkmatrix.runtime;
