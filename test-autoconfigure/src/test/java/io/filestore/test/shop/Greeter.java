package io.filestore.test.shop;

import org.springframework.stereotype.Service;

@Service
public class Greeter {

}
