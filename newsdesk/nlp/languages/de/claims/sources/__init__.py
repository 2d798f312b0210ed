"""Sources that a phrase names: laut X, nach Angaben von X, X zufolge."""
