package io.talkmatrix.schemas;

import org.apache.avro.Schema;

/**
 * Port to a schema registry: ids for schemas and back. Both answers never change once given, so adapters cache them;
 * calls are safe from many threads.
 */
public interface RegistryClient extends AutoCloseable {

    /**
     * The id of this schema under the subject; registers it on first use.
     *
     * @throws RegistryException if the registry cannot be reached in time or refuses the schema
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema a record was written with.
     *
     * @throws UnknownSchemaException if the registry does not know the id
     * @throws RegistryException if the registry cannot be reached in time
     */
    Schema schemaOf(int id);

    @Override
    void close();
}
