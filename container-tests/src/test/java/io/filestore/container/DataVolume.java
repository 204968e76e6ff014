package io.filestore.container;

import java.util.Map;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.Base58;

/** A volume of the engine, which outlives containers and is removed when it is closed. */
final class DataVolume implements AutoCloseable {

    private final DockerClient client = DockerClientFactory.instance().client();

    private final String name = "filestore-it-" + Base58.randomString(8).toLowerCase();

    private DataVolume(Map<String, String> options) {
        this.client.createVolumeCmd().withName(this.name).withDriver("local").withDriverOpts(options).exec();
    }

    static DataVolume create() {
        return new DataVolume(Map.of());
    }

    /** A small one, in memory; it is empty again when no container has it any more. */
    static DataVolume inMemory(String size) {
        return new DataVolume(Map.of("type", "tmpfs", "device", "tmpfs", "o", "size=" + size + ",mode=1777"));
    }

    Bind bind() {
        return new Bind(this.name, new Volume(Sample.DATA));
    }

    @Override
    public void close() {
        this.client.removeVolumeCmd(this.name).exec();
    }

}
