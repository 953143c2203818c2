package io.talkmatrix.topologies;

import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topics;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Puts a record that cannot be read to the dead letters and goes on. If the schema registry cannot be reached, nothing
 * is wrong with the record: the application stops and is started anew.
 */
public final class BadRecords implements DeserializationExceptionHandler {

    /** Configuration key under which the {@link RegistryClient} itself is handed over. */
    public static final String REGISTRY = "talkmatrix.registry";

    /** Configuration key of the name the letters carry as the stage that could not use the record. */
    public static final String STAGE = "talkmatrix.stage";

    private static final System.Logger LOG = System.getLogger(BadRecords.class.getName());

    private EventSerializer<DeadLetter> letters;
    private String stage;

    @Override
    public void configure(Map<String, ?> configs) {
        if (!(configs.get(REGISTRY) instanceof RegistryClient registry)) {
            throw new IllegalArgumentException(REGISTRY + " must be a RegistryClient, not " + configs.get(REGISTRY));
        }
        stage = String.valueOf(configs.get(STAGE));
        letters = new EventSerializer<>(Topics.DEAD_LETTERS, registry);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (!(exception instanceof BadRecordException)) {
            return Response.fail();
        }
        LOG.log(
                Level.WARNING,
                "{0}-{1} at {2} goes to the dead letters: {3}",
                record.topic(),
                record.partition(),
                Long.toString(record.offset()),
                exception.getMessage());
        List<DeadLetter.Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new DeadLetter.Header(header.key(), header.value()))
                .toList();
        DeadLetter letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                headers,
                stage,
                "UNREADABLE: " + exception.getMessage(),
                exception.getClass().getName(),
                record.timestamp());
        String topic = Topics.DEAD_LETTERS.name();
        return Response.resume(List.of(new ProducerRecord<>(topic, record.key(), letters.serialize(topic, letter))));
    }
}
