package io.filestore.test.shop;

import org.springframework.stereotype.Component;

import io.filestore.StoreBuilder;
import io.filestore.autoconfigure.FileStoreBuilderCustomizer;

@Component
public class ShopCustomizer implements FileStoreBuilderCustomizer {

    @Override
    public void customize(StoreBuilder builder) {
        builder.scanWarning(1);
    }

}
