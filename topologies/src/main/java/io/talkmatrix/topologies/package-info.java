/**
 * Kafka Streams over the product's topics: the conductor, which decides, and the views, which only look. Each is a pure
 * core, a processor that keeps the core's state in a store, and a topology. {@link
 * io.talkmatrix.topologies.RunningTopology} runs them. The cores must not see Kafka.
 */
package io.talkmatrix.topologies;
