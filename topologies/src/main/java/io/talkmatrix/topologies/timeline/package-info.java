/**
 * Where the time of each turn went, made of its milestones. {@link io.talkmatrix.topologies.timeline.Timelines} is the pure
 * core, {@link io.talkmatrix.topologies.timeline.TimelineTopology} puts it on Kafka Streams, {@link
 * io.talkmatrix.topologies.timeline.TimelineMetrics} shows percentiles.
 */
package io.talkmatrix.topologies.timeline;
