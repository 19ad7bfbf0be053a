"""How the extraction net is made: corpus, targets, net, training, measure, export. torch lives here alone."""
